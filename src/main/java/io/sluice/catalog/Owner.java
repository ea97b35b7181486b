package io.sluice.catalog;

/** Who answers for it: dead letters and alerts go to this team. */
public record Owner(String team, String contact) {}
