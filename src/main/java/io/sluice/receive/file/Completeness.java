package io.sluice.receive.file;

import io.sluice.catalog.FileListener;
import io.sluice.catalog.FileListener.Complete;
import io.sluice.files.FileEntry;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which files of a folder their sender has finished, by the declaration of the listener. Remembers what it saw before.
 */
final class Completeness {

    private record Seen(long size, Instant modified, Instant since) {}

    private final Complete complete;
    private final Pattern names;
    private Map<String, Seen> seen = new HashMap<>();

    Completeness(FileListener listener) {
        complete = listener.complete();
        names = Pattern.compile(
                ("\\Q" + listener.pattern() + "\\E").replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q"));
    }

    /** @param now of this machine; that of the server is never asked for */
    List<FileEntry> of(List<FileEntry> folder, Instant now) {
        Set<String> all = folder.stream().map(FileEntry::name).collect(Collectors.toSet());
        Map<String, Seen> before = seen;
        seen = new HashMap<>();
        return folder.stream()
                .filter(file -> names.matcher(file.name()).matches())
                .filter(file -> switch (complete.by()) {
                    case STABLE_SIZE -> stable(file, before.get(file.name()), now);
                    case DONE_FILE, MANIFEST -> !companion(file) && all.contains(file.name() + complete.suffix());
                    case TEMPORARY_SUFFIX -> !companion(file);
                })
                .toList();
    }

    private boolean companion(FileEntry file) {
        return file.name().endsWith(complete.suffix());
    }

    private boolean stable(FileEntry file, Seen before, Instant now) {
        boolean same = before != null
                && before.size() == file.size()
                && before.modified().equals(file.modified());
        Seen current = same ? before : new Seen(file.size(), file.modified(), now);
        seen.put(file.name(), current);
        return !current.since().plus(complete.unchanged()).isAfter(now);
    }
}
