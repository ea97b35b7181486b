package io.sluice.contract;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Version of a contract: {@code major.minor.patch}. Consumers and topics know the major only; a minor adds without
 * breaking anybody, a patch changes words.
 */
public record ContractVersion(int major, int minor, int patch) implements Comparable<ContractVersion> {

    private static final Pattern SHAPE = Pattern.compile("(\\d{1,6})\\.(\\d{1,6})\\.(\\d{1,6})");
    private static final Comparator<ContractVersion> ORDER = Comparator.comparingInt(ContractVersion::major)
            .thenComparingInt(ContractVersion::minor)
            .thenComparingInt(ContractVersion::patch);

    /** Empty when the text is not {@code major.minor.patch}. */
    public static Optional<ContractVersion> of(String text) {
        var match = SHAPE.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        return Optional.of(new ContractVersion(
                Integer.parseInt(match.group(1)), Integer.parseInt(match.group(2)), Integer.parseInt(match.group(3))));
    }

    /**
     * Whether this version serves a request as integrations write it: {@code "1"} means any 1.x.y, {@code "1.2"} any
     * 1.2.y, {@code "1.2.0"} that one.
     */
    public boolean satisfies(String requested) {
        return (this + ".").startsWith(requested + ".");
    }

    @Override
    public int compareTo(ContractVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
