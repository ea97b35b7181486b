/** The files under {@code deploy/} that no other test starts: what they name must exist. */
package io.sluice.deploy;
