/**
 * The parts of a page that edits events: rows of fields and new values, drafts of them, and the difference that they make.
 */
@NullMarked
package io.eventbatcher.console.page.edit;

import org.jspecify.annotations.NullMarked;
