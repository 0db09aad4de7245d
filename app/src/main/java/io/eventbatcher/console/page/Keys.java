package io.eventbatcher.console.page;

import io.eventbatcher.console.html.Html;

/** The foot of every page: the keys that console.js knows, news for people who hear the page, and what lacks without scripts. */
final class Keys {
    static final Html FOOT = Html.of("""
            <footer class="foot">
            <p class="keys" hidden><kbd>j</kbd> <kbd>k</kbd> next and previous in a list, <kbd>Enter</kbd> opens, <kbd>/</kbd> filters,
            <button type="button" id="help-button"><kbd>?</kbd> all keys</button></p>
            <noscript><p>Scripts are off: the page shows the moment of its loading. Load it again for news.</p></noscript>
            </footer>
            <p class="hidden" id="news" role="status"></p>
            <dialog id="help" aria-labelledby="help-title"><h2 id="help-title">Keys</h2>
            <dl class="keys">
            <div><dt><kbd>j</kbd></dt><dd>next in a list</dd></div><div><dt><kbd>k</kbd></dt><dd>previous in a list</dd></div>
            <div><dt><kbd>Enter</kbd></dt><dd>opens it</dd></div><div><dt><kbd>/</kbd></dt><dd>to the filters</dd></div>
            <div><dt><kbd>1</kbd> … <kbd>9</kbd></dt><dd>pages, in the order of the navigation</dd></div>
            <div><dt><kbd>?</kbd></dt><dd>this help</dd></div><div><dt><kbd>Esc</kbd></dt><dd>closes it</dd></div>
            </dl>
            <p><label class="box"><input type="checkbox" id="keys-act" checked> These keys act</label></p>
            <form method="dialog"><p><button class="primary">Close</button></p></form></dialog>
            """);

    private Keys() {}
}
