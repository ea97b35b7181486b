package io.sluice.format.json;

/**
 * What a document may cost before it is refused.
 *
 * @param bytes size of the document
 * @param depth how many objects and arrays may stand inside each other
 * @param text characters of one text or name
 * @param number characters of one number
 */
public record JsonLimits(int bytes, int depth, int text, int number) {

    /** 32 MiB, depth 100, texts up to 24 Mi characters (an embedded document), numbers up to 100 digits. */
    public static final JsonLimits DEFAULT = new JsonLimits(32 << 20, 100, 24 << 20, 100);
}
