package io.sluice.format.archive;

/**
 * What an archive may become before it is refused.
 *
 * @param entries files and folders in it
 * @param single bytes of one unpacked file
 * @param total bytes of all together
 * @param ratio unpacked bytes for each packed one, looked at beyond the first MiB
 */
public record UnpackLimits(int entries, long single, long total, int ratio) {

    /** 1,000 entries, 4 GiB each, 16 GiB together, 200 to 1. */
    public static final UnpackLimits DEFAULT = new UnpackLimits(1_000, 4L << 30, 16L << 30, 200);
}
