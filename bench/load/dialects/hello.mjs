export const hello = {
  async prepare() {},
  scenarios: {
    async hello({ http }) {
      const { status, text } = await http.send('GET', '/hello');
      if (status !== 200 || text !== '{"hello":"world"}') throw new Error(`${status} ${text}`);
    },
  },
};
