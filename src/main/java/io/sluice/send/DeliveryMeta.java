package io.sluice.send;

/**
 * Keys of a delivery's {@code meta}. The values are set by the route and never hold content of a message: they are
 * stored in clear and become part of URLs.
 */
public final class DeliveryMeta {

    /** HTTP method, instead of the endpoint's. */
    public static final String METHOD = "method";

    /** Path after the endpoint's URL, beginning with {@code /}, already percent-encoded. */
    public static final String PATH = "path";

    private DeliveryMeta() {}
}
