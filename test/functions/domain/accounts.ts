/** The accounts of the example world: a parent and three subaccounts. */
export const ACCOUNTS = {
  parent: 'AC68e4b453df2939a44b2a91959935a304',
  development: 'ACd8ad8d377660317fe86e8acf62bfd824',
  staging: 'AC217072093cc9fec95faf7f0adf6a8d49',
  production: 'ACdfb5b35a454c6996821c13b13e6f33ed',
} as const;
/** No environment declares it. */
export const FOREIGN_SID = 'AC00112233445566778899aabbccddee0f';
