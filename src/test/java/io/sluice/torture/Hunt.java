package io.sluice.torture;

import io.sluice.stack.Database;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Looks for a word wherever something is written: as it is, in any case, as hexadecimal and as Base64; in the cells of
 * tables also below compression. Says where, never what stands around it.
 */
public final class Hunt {

    private static final int CHUNK = 1 << 20;
    private static final int LONGEST_HEAD = 8;
    private static final int LONGEST_BODY = 64 << 10;

    private final String word;
    private final List<String> forms = new ArrayList<>();
    private final Set<String> found = new TreeSet<>();

    /** @param word in lower case */
    public Hunt(String word) {
        this.word = word;
        for (String written : List.of(word, word.toUpperCase(Locale.ROOT))) {
            byte[] bytes = written.getBytes(StandardCharsets.US_ASCII);
            forms.add(written.toLowerCase(Locale.ROOT));
            forms.add(HexFormat.of().formatHex(bytes));
            for (int shift = 0; shift < 3; shift++) {
                forms.add(base64(bytes, shift));
            }
        }
    }

    /** What all Base64 texts have in common in which the bytes begin at this place of a group of three. */
    private static String base64(byte[] bytes, int shift) {
        byte[] shifted = new byte[shift + bytes.length];
        System.arraycopy(bytes, 0, shifted, shift, bytes.length);
        String text = Base64.getEncoder().withoutPadding().encodeToString(shifted);
        int whole = shifted.length / 3 * 4;
        return text.substring(shift == 0 ? 0 : 4, whole).toLowerCase(Locale.ROOT);
    }

    /** Where it was found so far. */
    public Set<String> found() {
        return found;
    }

    public Hunt text(String where, String text) {
        if (contains(text)) {
            found.add(where);
        }
        return this;
    }

    /** All files below a folder, but for those with this ending. */
    public Hunt files(String where, Path folder, String butNot) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile() && !file.toString().endsWith(butNot) && inFile(file)) {
                    found.add(where + " " + folder.relativize(file));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE; // a server's temporary file, which is gone
            }
        });
        return this;
    }

    /** Every cell of every table. */
    public Hunt tables(Database database) throws SQLException {
        try (Connection connection = database.connect()) {
            for (String table : tables(connection)) {
                try (Statement statement = connection.createStatement();
                        ResultSet row = statement.executeQuery("select * from " + table)) {
                    while (row.next()) {
                        for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                            if (inCell(row, column)) {
                                found.add("table " + table + "."
                                        + row.getMetaData().getColumnName(column));
                            }
                        }
                    }
                }
            }
        }
        return this;
    }

    private static List<String> tables(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select relname from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace"
                                + " and not relispartition")) {
            while (row.next()) {
                tables.add(row.getString(1));
            }
        }
        return tables;
    }

    private boolean inCell(ResultSet row, int column) throws SQLException {
        if (row.getMetaData().getColumnTypeName(column).equals("bytea")) {
            byte[] bytes = row.getBytes(column);
            return bytes != null && (contains(latin1(bytes)) || containsBelowCompression(bytes));
        }
        String text = row.getString(column);
        return text != null && contains(text);
    }

    private boolean containsBelowCompression(byte[] bytes) {
        for (int head = 0; head <= LONGEST_HEAD && head < bytes.length; head++) {
            Inflater inflater = new Inflater(true);
            try {
                inflater.setInput(bytes, head, bytes.length - head);
                byte[] body = new byte[LONGEST_BODY];
                int length = inflater.inflate(body);
                if (contains(new String(body, 0, length, StandardCharsets.ISO_8859_1))) {
                    return true;
                }
            } catch (DataFormatException notCompressed) {
                // then there is nothing to read behind a head of this length
            } finally {
                inflater.end();
            }
        }
        return false;
    }

    private boolean inFile(Path file) throws IOException {
        byte[] buffer = new byte[CHUNK];
        int overlap = 3 * word.length();
        int kept = 0;
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer, kept, CHUNK - kept); read > 0; read = in.read(buffer, kept, CHUNK - kept)) {
                int length = kept + read;
                if (contains(new String(buffer, 0, length, StandardCharsets.ISO_8859_1))) {
                    return true;
                }
                kept = Math.min(overlap, length);
                System.arraycopy(buffer, length - kept, buffer, 0, kept);
            }
        } catch (NoSuchFileException gone) {
            return false;
        }
        return false;
    }

    private static String latin1(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private boolean contains(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return forms.stream().anyMatch(lower::contains);
    }
}
