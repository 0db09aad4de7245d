/**
 * The books: the audit of the command line, live. Gaps stand in red, with the place where they arose.
 */
@NullMarked
package io.eventbatcher.console.page.books;

import org.jspecify.annotations.NullMarked;
