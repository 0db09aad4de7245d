/**
 * Who may do what: hosts, origins, tokens, sessions, and the proof that a form is ours. Knows requests and no page.
 */
@NullMarked
package io.eventbatcher.console.access;

import org.jspecify.annotations.NullMarked;
