package io.sluice.docs;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The fenced blocks of a page, in order. A block whose line before is {@code **path/of/file**} is that file.
 *
 * @param file empty for a block that is no file
 */
record Snippet(String language, String file, String text) {

    private static final Pattern BLOCK = Pattern.compile(
            "(?:^\\*\\*(\\S+)\\*\\*\\n\\n?)?^```([a-z0-9]*)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    static List<Snippet> of(String page) {
        return BLOCK.matcher(Pages.read(page))
                .results()
                .map(found -> new Snippet(found.group(2), found.group(1) == null ? "" : found.group(1), found.group(3)))
                .toList();
    }

    boolean isFile() {
        return !file.isEmpty();
    }
}
