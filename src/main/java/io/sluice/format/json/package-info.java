/** JSON read strictly and within limits, and written in one way. */
package io.sluice.format.json;
