@NullMarked
package io.eventbatcher.console.page.books;

import org.jspecify.annotations.NullMarked;
