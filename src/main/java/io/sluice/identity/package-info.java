/**
 * Who may do what on the administration's door. In come bearer tokens (JWT, ES256); out goes a name with one of three
 * roles, or 401 and 403. Keys are made at the first start in the data folder, and a token for each role is laid beside
 * them for the command line. Paths that could be read in two ways are refused with 400 before any rule looks at them.
 */
package io.sluice.identity;
