/** CSV as in RFC 4180 and its dialects: rows of any file, streaming, and whole tables in memory (code tables). */
package io.sluice.format.csv;
