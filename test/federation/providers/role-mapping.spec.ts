import { mappedRoles } from '../../../src/federation/providers/role-mapping.js';

const rolesMap = new Map([
  ['staff', 'editor'],
  ['admins', 'admin'],
  ['root', 'admin'],
]);

describe('the roles that claims earn', () => {
  it.each([
    ['a list', 'groups', { groups: ['staff', 'admins'] }, ['editor', 'admin']],
    ['one value', 'groups', { groups: 'staff' }, ['editor']],
    ['two values for one role', 'groups', { groups: ['root', 'admins'] }, ['admin']],
    ['a nested claim', 'realm_access.roles', { realm_access: { roles: ['staff'] } }, ['editor']],
    ['a claim with dots', 'https://a.b/roles', { 'https://a.b/roles': ['staff'] }, ['editor']],
    ['values nobody mapped', 'groups', { groups: ['unheard-of', 7, null] }, []],
    ['no such claim', 'groups', {}, []],
    ['what every object has', 'constructor.name', {}, []],
  ])('come from %s', (_, rolesClaim, claims, granted) => {
    expect(mappedRoles(claims, { rolesClaim, rolesMap })).toEqual({
      add: granted,
      remove: ['editor', 'admin'],
    });
  });

  it('are none without a claim to look at', () => {
    const claims = { groups: ['admins'] };
    expect(mappedRoles(claims, { rolesClaim: null, rolesMap })).toMatchObject({ add: [] });
  });
});
