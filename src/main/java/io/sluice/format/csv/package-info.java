/** CSV as in RFC 4180, whole tables in memory: code tables. */
package io.sluice.format.csv;
