package io.sluice.format;

import io.sluice.format.csv.CsvLayout;
import io.sluice.format.csv.CsvTable;
import io.sluice.format.hl7.Hl7Message;
import io.sluice.format.hl7.Hl7Place;
import io.sluice.format.hl7.Hl7Tree;
import io.sluice.format.hl7.Hl7Writer;
import io.sluice.format.json.Json;
import io.sluice.format.x12.X12Message;
import io.sluice.format.x12.X12Place;
import io.sluice.format.x12.X12Tree;
import io.sluice.format.x12.X12Writer;
import io.sluice.format.xml.XmlPlace;
import io.sluice.format.xml.XmlTree;
import io.sluice.format.xml.XmlWriter;
import io.sluice.message.ProblemException;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Optional;

/** A declared format: how bytes become a tree of maps, lists and values, and how a tree becomes bytes. */
public enum Format {
    /** HL7 v2; the tree is {@link Hl7Tree}, written by {@link Hl7Writer}. */
    HL7V2("hl7v2") {
        @Override
        public Object toTree(byte[] bytes) {
            return Hl7Tree.of(Hl7Message.parse(bytes));
        }

        @Override
        public Object toTree(byte[] bytes, Charset declared) {
            return Hl7Tree.of(Hl7Message.parse(bytes, declared));
        }

        @Override
        public Content parse(byte[] bytes, Optional<Charset> declared) {
            return declared.map(charset -> Hl7Message.parse(bytes, charset)).orElseGet(() -> Hl7Message.parse(bytes));
        }

        @Override
        public Place place(String path) {
            return Hl7Place.of(path);
        }

        @Override
        public byte[] fromTree(Object tree) {
            return Hl7Writer.write(tree);
        }
    },

    /** JSON; see {@link Json}. */
    JSON("json") {
        @Override
        public Object toTree(byte[] bytes) {
            return Json.read(bytes);
        }

        @Override
        public byte[] fromTree(Object tree) {
            return Json.write(tree);
        }
    },

    /** A JSON document in each line of a file; a single one is JSON. */
    JSONL("jsonl") {
        @Override
        public Object toTree(byte[] bytes) {
            return Json.read(bytes);
        }

        @Override
        public byte[] fromTree(Object tree) {
            return Json.write(tree);
        }
    },

    /**
     * A table of RFC 4180 whose first row names its columns; the tree is a list of maps. Other dialects need a
     * {@link CsvLayout}.
     */
    CSV("csv") {
        @Override
        public Object toTree(byte[] bytes) {
            return CsvTable.toTree(bytes);
        }

        @Override
        public Place place(String path) {
            return new NamedPlace(path);
        }

        @Override
        public byte[] fromTree(Object tree) {
            return CsvTable.fromTree(tree);
        }
    },

    /** Fixed columns, which only a {@link io.sluice.format.fixed.FixedLayout} can read and write. */
    FIXED("fixed") {
        @Override
        public Object toTree(byte[] bytes) {
            throw new ProblemException(FormatProblem.LAYOUT_NEEDED, label());
        }

        @Override
        public Place place(String path) {
            return new NamedPlace(path);
        }

        @Override
        public byte[] fromTree(Object tree) {
            throw new ProblemException(FormatProblem.LAYOUT_NEEDED, label());
        }
    },

    /** XML without DTD; the tree is {@link XmlTree}. */
    XML("xml") {
        @Override
        public Object toTree(byte[] bytes) {
            return XmlTree.read(bytes);
        }

        @Override
        public Place place(String path) {
            return XmlPlace.of(path);
        }

        @Override
        public byte[] fromTree(Object tree) {
            return XmlWriter.write(tree);
        }
    },

    /**
     * ASC X12: an interchange, or a record of one under its headers; the tree is {@link X12Tree}, written by
     * {@link X12Writer}.
     */
    X12("x12") {
        @Override
        public Object toTree(byte[] bytes) {
            return X12Message.parse(bytes).tree();
        }

        @Override
        public Content parse(byte[] bytes, Optional<Charset> declared) {
            return X12Message.parse(bytes);
        }

        @Override
        public Place place(String path) {
            return X12Place.of(path);
        }

        @Override
        public byte[] fromTree(Object tree) {
            return X12Writer.write(tree);
        }
    };

    private final String label;

    Format(String label) {
        this.label = label;
    }

    /** As it is written in {@code integration.yaml}, for example {@code hl7v2}. */
    public String label() {
        return label;
    }

    public static Optional<Format> of(String label) {
        return Arrays.stream(values())
                .filter(format -> format.label.equals(label))
                .findFirst();
    }

    /** @throws io.sluice.message.ProblemException with a {@link FormatProblem} when the bytes are not of this format */
    public abstract Object toTree(byte[] bytes);

    /**
     * As {@link #toTree(byte[])} with the charset that the sending system declares, where the format has none itself.
     */
    public Object toTree(byte[] bytes, Charset declared) {
        return toTree(bytes);
    }

    /**
     * Parses a message as far as it is asked.
     *
     * @param declared the charset that the sending system declares, where the format has none itself
     * @throws io.sluice.message.ProblemException with a {@link FormatProblem} when the bytes are not of this format
     */
    public Content parse(byte[] bytes, Optional<Charset> declared) {
        Object tree = declared.map(charset -> toTree(bytes, charset)).orElseGet(() -> toTree(bytes));
        return new TreeContent(this, bytes, tree, "");
    }

    /** @throws io.sluice.message.ProblemException {@link FormatProblem#PATH_INVALID}: not a path of this format */
    public Place place(String path) {
        return TreeContent.place(path);
    }

    /** @throws io.sluice.message.ProblemException with a {@link FormatProblem} when the tree does not fit the format */
    public abstract byte[] fromTree(Object tree);
}
