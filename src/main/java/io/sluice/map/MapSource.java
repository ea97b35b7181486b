package io.sluice.map;

import io.sluice.format.Content;
import io.sluice.format.Format;
import io.sluice.format.hl7.Hl7Message;
import io.sluice.message.BlobToken;
import java.nio.charset.Charset;
import java.util.Optional;

/**
 * What a mapping reads: parsed at first use and then shared by all mappings of a run. One run, one thread at a time.
 */
public final class MapSource {

    private final byte[] bytes;
    private final Format format;
    private final Optional<Charset> declared;
    private Content content;
    private Object tree;

    private MapSource(byte[] bytes, Format format, Optional<Charset> declared) {
        this.bytes = bytes;
        this.format = format;
        this.declared = declared;
    }

    public static MapSource of(byte[] bytes, Format format) {
        return new MapSource(bytes, format, Optional.empty());
    }

    /** @param declared the charset that the sending system declares, where the format carries none itself */
    public static MapSource of(byte[] bytes, Format format, Charset declared) {
        return new MapSource(bytes, format, Optional.of(declared));
    }

    /** A message that is already parsed. */
    public static MapSource of(Content content) {
        MapSource source = new MapSource(content.bytes(), content.format(), Optional.empty());
        source.content = content;
        return source;
    }

    /** A tree of maps, lists and values, such as an event or what another mapping made. */
    public static MapSource ofTree(Object tree) {
        MapSource source = new MapSource(new byte[0], Format.JSON, Optional.empty());
        source.tree = tree;
        return source;
    }

    /** What was read; empty for a tree. */
    public byte[] bytes() {
        return bytes;
    }

    public Format format() {
        return format;
    }

    /** @throws io.sluice.message.ProblemException when the bytes are not of the format */
    public Object tree() {
        if (tree == null) {
            tree = content().tree();
            // The view of HL7 v2 does it for each text that is looked at.
            if (format != Format.HL7V2 && format != Format.X12 && BlobToken.next(bytes, 0) >= 0) {
                tree = BlobView.of(tree);
            }
        }
        return tree;
    }

    /** The HL7 v2 message; only for that format. */
    Hl7Message hl7() {
        if (format != Format.HL7V2) {
            throw new IllegalStateException("not HL7 v2");
        }
        return (Hl7Message) content();
    }

    private Content content() {
        if (content == null) {
            content = format.parse(bytes, declared);
        }
        return content;
    }
}
