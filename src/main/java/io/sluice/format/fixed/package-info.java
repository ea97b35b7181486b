/**
 * Files of fixed columns, as copybooks describe them: fields by position and length, several kinds of record by tag.
 */
package io.sluice.format.fixed;
