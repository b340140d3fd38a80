/** A hash that another program made, and the password that it made it of. */
export interface ForeignHash {
  readonly name: string;
  readonly password: string;
  readonly hash: string;
}

/** Where it has no other source: made with Python's hashlib. */
export const FOREIGN_HASHES: readonly ForeignHash[] = [
  {
    name: 'scrypt, RFC 7914 §12',
    password: 'pleaseletmein',
    hash: '$scrypt$ln=14,r=8,p=1$U29kaXVtQ2hsb3JpZGU$cCO9yzr9c0hGHAbNgf046/2o+7qQT44+qbVD9lRdofLVQylVYT8Pz2LUlwUkKpr55h6F3A1lHkDfzwF7RVdYhw',
  },
  {
    name: 'PBKDF2 with SHA-1, RFC 6070 §2',
    password: 'passwordPASSWORDpassword',
    hash: '$pbkdf2$4096$c2FsdFNBTFRzYWx0U0FMVHNhbHRTQUxUc2FsdFNBTFRzYWx0$PS7sT.QchJuAyNg2YsDkSospGpZM8vBwOA',
  },
  {
    name: 'PBKDF2 with SHA-256, of passlib',
    password: 'password',
    hash: '$pbkdf2-sha256$8000$XAuBMIYQQogxRg$tRRlz8hYn63B9LYiCd6PRo6FMiunY9ozmMMI3srxeRE',
  },
  {
    name: 'PBKDF2 with SHA-512',
    password: 'correct horse',
    hash: '$pbkdf2-sha512$i=1000,l=64$a2V5Y2xvYWstc2FsdC0xNg$+CeMF29jdYsiFn2y20pKWGF9k9bVs+TQ/rFmmWirEN6didi4X1rs8uTyzhsS2GS6Na/jLNcQ/Kjni51xEQsdjw',
  },
  {
    name: 'a salted SHA-1, of OpenLDAP',
    password: 'secret',
    hash: '{SSHA}DkMTwBl+a/3DQTxCYEApdUtNXGgdUac3',
  },
  {
    name: 'a salted SHA-256',
    password: 'correct horse',
    hash: '{SSHA256}4YslBNo973t28s/374an8Ds13URiTPTgR186i5S0rEFzYWx0eXNhbHQ=',
  },
  {
    name: 'a salted SHA-512',
    password: 'correct horse',
    hash: '{SSHA512}kmXYXV2l3emdPA4ZTvwj74M7uRIwpKCLf8e+3BINsP0Kk2najcNmPGLYfFfoyW6yt7SZC4yU48ZUgdPIODXa4XNhbHR5c2FsdA==',
  },
  {
    name: "Firebase's scrypt, of its own README",
    password: 'user1password',
    hash: '$fbscrypt$v=1,n=14,r=8,p=1,ss=Bw==,sk=jxspr8Ki0RYycVU8zykbdLGjFQ3McFUH0uiiTvC8pVMXAn210wjLNmdZJzxUECKbm0QsEmYUSDzZvpjeJ9WmXA==$42xEC+ixf3L2lw==$lSrfV15cpx95/sZS2W9c9Kp6i/LVgQNDNC/qzrCnh1SAyZvqmZqAjTdn3aoItz+VHjoZilo78198JAdRuid5lQ==',
  },
  {
    name: 'argon2i',
    password: 'password',
    hash: '$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$wWKIMhR9lyDFvRz9YTZweHKfbftvj+qf+YFY4NeBbtA',
  },
];
