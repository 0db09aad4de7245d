@NullMarked
package io.eventbatcher.sandbox.torture.run;

import org.jspecify.annotations.NullMarked;
