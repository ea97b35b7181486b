package io.sluice.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The pages of the project, by their path from its root. */
public final class Pages {

    static final boolean WRITE = Boolean.getBoolean("sluice.docs.write");

    private Pages() {}

    static String read(String page) {
        try {
            return Files.readString(Path.of(page));
        } catch (IOException e) {
            throw new UncheckedIOException(page + " is part of the project", e);
        }
    }

    /** The page with another text in its last fenced block. */
    static String withLastBlock(String page, String text) {
        int end = page.lastIndexOf("\n```");
        int begin = page.indexOf('\n', page.lastIndexOf("\n```", end - 1) + 1) + 1;
        return page.substring(0, begin) + text.stripTrailing() + page.substring(end);
    }

    /** Compares a page with what it is generated from, or writes it when that was asked for. */
    public static void isCurrent(String page, String generated) {
        if (WRITE) {
            try {
                Files.writeString(Path.of(page), generated);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        assertThat(read(page))
                .as("%s is generated; write it anew with -Dsluice.docs.write=true and read the difference", page)
                .isEqualTo(generated);
    }
}
