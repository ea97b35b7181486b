/**
 * The command line. In come words and files; out go aligned tables for people or, with {@code -o json}, the engine's
 * own answers for programs. Exit codes: 0 done, 1 something was found or refused, 2 the command was not understood, 3
 * the engine cannot be reached. It speaks to the engine by its REST API only ({@code SLUICE_URL}, and
 * {@code SLUICE_TOKEN} or the tokens in the data folder); what needs no engine (validate, schema, test, try) runs here.
 * Searches travel in the body of a request, so that no key stands in an address.
 */
package io.sluice.cli;
