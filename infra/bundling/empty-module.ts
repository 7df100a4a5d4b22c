// What a replaced package looks like inside the bundle: a module that exports nothing.
export {};
