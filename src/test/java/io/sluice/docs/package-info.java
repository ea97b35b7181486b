/**
 * The documentation is tested: snippets are run, generated pages are current, links lead somewhere, every dependency
 * has a reason. {@code -Dsluice.docs.write=true} writes the generated pages and what the tour prints instead of
 * comparing them.
 */
package io.sluice.docs;
