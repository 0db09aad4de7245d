/**
 * Dead letters: their kinds, a list by filters that stand in the address, and one letter with all that is known. Reads by the classes that the
 * command line uses.
 */
@NullMarked
package io.eventbatcher.console.page.letters;

import org.jspecify.annotations.NullMarked;
