/** The integrations that ship, proven on the sample messages: mapping and contract, without the engine around them. */
package io.sluice.shipped;
