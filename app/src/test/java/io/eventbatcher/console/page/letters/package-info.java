@NullMarked
package io.eventbatcher.console.page.letters;

import org.jspecify.annotations.NullMarked;
