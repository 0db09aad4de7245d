/**
 * The rules of the inputs, read from the token stream of a body, and the state behind acceptance: known uuids, known marketing events.
 * Touches the types of the API, and the fingerprints of the journal.
 */
@NullMarked
package io.eventbatcher.sandbox.simulator.rules;

import org.jspecify.annotations.NullMarked;
