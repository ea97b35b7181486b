package io.sluice.api;

import io.sluice.ledger.Cursor;
import io.sluice.ledger.SearchCriteria;
import io.sluice.message.ProblemException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Reads parameters. What cannot be read is refused by the parameter's name; its value is never repeated. */
final class Parameters {

    private static final int LIMIT = 50;
    private static final int MOST = 500;

    private Parameters() {}

    static Optional<UUID> id(String name, String value) {
        return read(name, value, UUID::fromString);
    }

    static UUID required(String name, String value) {
        return id(name, value).orElseThrow(() -> refused(name));
    }

    static Optional<Cursor> cursor(String value) {
        return read("cursor", value, Cursor::parse);
    }

    /** {@code dead} and {@code DEAD}, {@code in-doubt} and {@code IN_DOUBT}. */
    static <E extends Enum<E>> Optional<E> word(String name, String value, Class<E> words) {
        return read(
                name,
                value,
                text -> Enum.valueOf(words, text.toUpperCase(Locale.ROOT).replace('-', '_')));
    }

    /** A time (ISO 8601), or how long ago: {@code 15m}, {@code 2h}, {@code 7d}. */
    static Optional<Instant> time(String name, String value, Instant now) {
        return read(name, value, text -> {
            if (text.matches("\\d{1,6}[smh]")) {
                return now.minus(Duration.parse("PT" + text.toUpperCase(Locale.ROOT)));
            }
            if (text.matches("\\d{1,5}d")) {
                return now.minus(Duration.ofDays(Long.parseLong(text.substring(0, text.length() - 1))));
            }
            return text.length() == 10
                    ? Instant.parse(text + "T00:00:00Z")
                    : OffsetDateTime.parse(text).toInstant();
        });
    }

    /** {@code mrn:123}, or the flag of a run: one of them. */
    static Optional<SearchCriteria.Key> key(String value, String flag) {
        if (text(flag) == null) {
            return key(value);
        }
        if (text(value) != null) {
            throw refused("flag");
        }
        return Optional.of(new SearchCriteria.Key(SearchCriteria.FLAG, flag.strip()));
    }

    /** {@code mrn:123}. */
    static Optional<SearchCriteria.Key> key(String value) {
        return read("key", value, text -> {
            int colon = text.indexOf(':');
            if (colon < 1 || colon == text.length() - 1) {
                throw new IllegalArgumentException();
            }
            return new SearchCriteria.Key(text.substring(0, colon), text.substring(colon + 1));
        });
    }

    static int limit(Integer value) {
        return value == null ? LIMIT : Math.clamp(value, 1, MOST);
    }

    /** Null when it is empty. */
    static String text(String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }

    private static <T> Optional<T> read(String name, String value, Function<String, T> reader) {
        if (text(value) == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(reader.apply(value.strip()));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw refused(name);
        }
    }

    private static ProblemException refused(String name) {
        return new ProblemException(ApiProblem.BAD_PARAMETER, name);
    }
}
