package io.sluice.map;

import com.dashjoin.jsonata.JException;

/** What the library says of a failure, without the values that it would say it with. */
final class JsonataWords {

    private JsonataWords() {}

    /** Of a failure on a message: the sentence of the error code, with values blanked. */
    static String of(JException failed) {
        String code = failed.getError();
        // $error and $assert carry a text of the mapping there, which may be made of values.
        if (code == null || !code.matches("[STDU]\\d{4}")) {
            return "";
        }
        return code + " " + JException.msg(code, -1, "...", "...").replaceFirst(" \\{code=.*", "");
    }

    /** Of a mapping that cannot be read: everything, since it quotes the mapping only. */
    static String ofSyntax(JException failed) {
        return failed.getMessage() == null ? "" : failed.getMessage().replaceFirst(" \\{code=.*", "");
    }
}
