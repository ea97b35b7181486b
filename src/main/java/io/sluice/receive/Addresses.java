package io.sluice.receive;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;

/**
 * The addresses from which a system connects; an empty list puts no condition.
 *
 * @param blocks as its file names them, {@code 10.1.2.3} or {@code 10.1.0.0/16}
 */
public record Addresses(List<String> blocks, List<IpSubnetFilterRule> rules) {

    private static final int IPV4_BITS = 32;
    private static final int IPV6_BITS = 128;

    public static Addresses of(List<String> blocks) {
        return new Addresses(blocks, blocks.stream().map(Addresses::rule).toList());
    }

    private static IpSubnetFilterRule rule(String block) {
        int slash = block.indexOf('/');
        String address = slash < 0 ? block : block.substring(0, slash);
        int whole = address.indexOf(':') < 0 ? IPV4_BITS : IPV6_BITS;
        int bits = slash < 0 ? whole : Integer.parseInt(block.substring(slash + 1));
        return new IpSubnetFilterRule(address, bits, IpFilterRuleType.ACCEPT);
    }

    /** Whether it is one of them, or any may connect. */
    public boolean contain(SocketAddress address) {
        return rules.isEmpty()
                || address instanceof InetSocketAddress remote && rules.stream().anyMatch(rule -> rule.matches(remote));
    }
}
