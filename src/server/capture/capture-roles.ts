/** Who captures: they know the arms' names, so no reviewer is among them. */
export const captureRoles = ['capturer', 'owner'] as const
