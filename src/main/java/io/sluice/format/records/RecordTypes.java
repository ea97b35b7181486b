package io.sluice.format.records;

import io.sluice.format.FormatProblem;
import io.sluice.message.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The types of record of one layout. A tag that matches decides, then the position, then the type that is recognised by
 * nothing.
 */
public record RecordTypes<T extends RecordType>(List<T> all) {

    public RecordTypes {
        all = List.copyOf(all);
    }

    public RecordTypes<T> and(T one) {
        return new RecordTypes<>(Stream.concat(all.stream(), Stream.of(one)).toList());
    }

    public RecordTypes<T> map(UnaryOperator<T> change) {
        return new RecordTypes<>(all.stream().map(change).toList());
    }

    /** The first type of a role, the only one where there is one. */
    public Optional<T> first(RecordRole role) {
        return all.stream().filter(type -> type.role() == role).findFirst();
    }

    /**
     * @param tagged whether the record carries a tag
     * @throws ProblemException {@link FormatProblem#RECORD_UNKNOWN}
     */
    public T within(RecordRole role, Predicate<String> tagged) {
        T untagged = null;
        for (T type : all) {
            if (type.role() == role) {
                if (type.mark().kind() != RecordType.Kind.TAG) {
                    untagged = type;
                } else if (tagged.test(type.mark().text())) {
                    return type;
                }
            }
        }
        if (untagged == null) {
            throw new ProblemException(FormatProblem.RECORD_UNKNOWN, "its tag");
        }
        return untagged;
    }

    /** @param tags of the bytes of a record: whether it carries a tag */
    public SplitRecords.Roles roles(Function<byte[], Predicate<String>> tags) {
        boolean lastMatters = has(RecordType.Kind.LAST);
        boolean byTag = has(RecordType.Kind.TAG);
        return new SplitRecords.Roles() {
            @Override
            public boolean lastMatters() {
                return lastMatters;
            }

            @Override
            public RecordRole of(byte[] bytes, boolean first, boolean last) {
                return byTag ? tagged(tags.apply(bytes), first, last) : positioned(first, last);
            }
        };
    }

    /** What no type takes is a detail: as such it is refused where it is parsed, and the file goes on. */
    private RecordRole tagged(Predicate<String> tags, boolean first, boolean last) {
        for (T type : all) {
            if (type.mark().kind() == RecordType.Kind.TAG
                    && tags.test(type.mark().text())) {
                return type.role();
            }
        }
        return positioned(first, last);
    }

    private RecordRole positioned(boolean first, boolean last) {
        return first && has(RecordType.Kind.FIRST)
                ? role(RecordType.Kind.FIRST)
                : last && has(RecordType.Kind.LAST) ? role(RecordType.Kind.LAST) : RecordRole.DETAIL;
    }

    private RecordRole role(RecordType.Kind kind) {
        return all.stream()
                .filter(type -> type.mark().kind() == kind)
                .findFirst()
                .orElseThrow()
                .role();
    }

    private boolean has(RecordType.Kind kind) {
        for (T type : all) {
            if (type.mark().kind() == kind) {
                return true;
            }
        }
        return false;
    }
}
