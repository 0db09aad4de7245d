@NullMarked
package io.eventbatcher.console.http;

import org.jspecify.annotations.NullMarked;
