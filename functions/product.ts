/** The version of this product, as in package.json; a test holds them together. */
export const PRODUCT_VERSION = '0.1.0';
