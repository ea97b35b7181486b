package io.sluice.catalog;

/** Regulatory sensitivity of what an integration carries, in rising order. */
public enum Sensitivity implements Word {
    PUBLIC,
    INTERNAL,
    WORKFORCE,
    CONFIDENTIAL,
    FINANCIAL,
    /** Protected health information (HIPAA, 45 CFR 160.103). */
    PHI
}
