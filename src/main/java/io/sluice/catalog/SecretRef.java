package io.sluice.catalog;

/**
 * Where a secret is kept, never the secret: {@code env:ERP_TOKEN} or {@code file:/run/secrets/erp-token}.
 *
 * @param scheme {@code env} or {@code file}
 * @param name variable or path
 */
public record SecretRef(String scheme, String name) {

    /** @throws IllegalArgumentException when it is not {@code scheme:name}; the schemas allow nothing else */
    public static SecretRef of(String text) {
        int colon = text.indexOf(':');
        if (colon < 1 || colon == text.length() - 1) {
            throw new IllegalArgumentException("a secret reference is env:NAME or file:PATH");
        }
        return new SecretRef(text.substring(0, colon), text.substring(colon + 1));
    }

    @Override
    public String toString() {
        return scheme + ":" + name;
    }
}
