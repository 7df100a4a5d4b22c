/**
 * The version stages that may be asked for by name; the functions' role reads these and no others.
 * AWSCURRENT is what applications use, AWSPENDING what a rotation brings next.
 */
export const VERSION_STAGES = ['AWSCURRENT', 'AWSPREVIOUS', 'AWSPENDING'] as const;
