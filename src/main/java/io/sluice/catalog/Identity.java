package io.sluice.catalog;

import java.util.List;

/**
 * How a system is recognised. An empty list puts no condition.
 *
 * @param addresses IP addresses or CIDR blocks from which it connects
 * @param applications MSH-3.1 values that it may use
 * @param facilities MSH-4.1 values that it may use
 */
public record Identity(List<String> addresses, List<String> applications, List<String> facilities) {

    public static final Identity ANY = new Identity(List.of(), List.of(), List.of());

    public Identity {
        addresses = List.copyOf(addresses);
        applications = List.copyOf(applications);
        facilities = List.copyOf(facilities);
    }
}
