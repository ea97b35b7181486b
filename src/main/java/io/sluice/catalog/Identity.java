package io.sluice.catalog;

import java.util.List;

/**
 * How a system is recognised. An empty list puts no condition, but for keys and certificates: there it lets nobody in.
 *
 * @param addresses IP addresses or CIDR blocks from which it connects
 * @param applications MSH-3.1 values that it may use
 * @param facilities MSH-4.1 values that it may use
 * @param keys where its API keys are kept; several while one is being changed
 * @param certificates subjects of its client certificates, {@code CN=scheduling,O=Example}
 */
public record Identity(
        List<String> addresses,
        List<String> applications,
        List<String> facilities,
        List<SecretRef> keys,
        List<String> certificates) {

    public static final Identity ANY = new Identity(List.of(), List.of(), List.of());

    public Identity {
        addresses = List.copyOf(addresses);
        applications = List.copyOf(applications);
        facilities = List.copyOf(facilities);
        keys = List.copyOf(keys);
        certificates = List.copyOf(certificates);
    }

    /** Of a system that does not call by HTTP. */
    public Identity(List<String> addresses, List<String> applications, List<String> facilities) {
        this(addresses, applications, facilities, List.of(), List.of());
    }
}
