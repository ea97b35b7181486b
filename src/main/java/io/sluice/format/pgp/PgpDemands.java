package io.sluice.format.pgp;

import io.sluice.format.archive.UnpackLimits;

/**
 * What must hold of a file from outside.
 *
 * @param encrypted whether it must be encrypted; what is encrypted is decrypted in any case
 * @param signed whether it must be signed by a key of the partner; a signature that is there is checked in any case
 * @param limits of what it may become
 */
public record PgpDemands(boolean encrypted, boolean signed, UnpackLimits limits) {

    /** Both, within the usual limits. */
    public static final PgpDemands STRICT = new PgpDemands(true, true, UnpackLimits.DEFAULT);
}
