package io.eventbatcher.sandbox.browser;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;

/** Chromium without a window, the system's own: nothing is downloaded. Pictures go to {@code target/console}. */
public final class Browser implements AutoCloseable {
    /** Set to {@code required} where a browser must be there, so that no browser test is skipped in silence. */
    private static final String BROWSER_TESTS = "BROWSER_TESTS";

    private static final File CHROMIUM = new File("/usr/bin/chromium");
    private static final File DRIVER = new File("/usr/bin/chromedriver");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    /** A page asks topics when it is loaded. */
    private static final Duration BETWEEN_LOADS = Duration.ofMillis(500);

    private static final Path PICTURES = Path.of("target", "console");
    private static final int MOST_TABS = 200;
    private static final int WIDTH = 1_360;
    private static final int PHONE_WIDTH = 390;
    private static final int HEIGHT = 900;
    private static final int MOST_HEIGHT = 2_000;

    private final ChromeDriver driver;
    private final String base;

    private Browser(ChromeDriver driver, String base) {
        this.driver = driver;
        this.base = base;
    }

    /**
     * Skips the tests that need a browser where there is none.
     *
     * @throws IllegalStateException if there is none where one is required
     */
    public static void requireOrSkip() {
        if (CHROMIUM.canExecute() && DRIVER.canExecute()) {
            return;
        }
        String why = "There is no " + CHROMIUM + " with " + DRIVER
                + "; install the packages chromium and chromium-driver to run the browser tests.";
        if ("required".equals(System.getenv(BROWSER_TESTS))) {
            throw new IllegalStateException(why + " They are required: " + BROWSER_TESTS + " says so.");
        }
        Assumptions.abort(why);
    }

    /** @param base the address that paths follow, without a slash at the end */
    public static Browser open(String base) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM);
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-software-rasterizer",
                "--disable-dev-shm-usage",
                "--disable-extensions",
                "--disable-background-networking",
                "--disable-component-update",
                "--force-color-profile=srgb");
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER)
                .usingAnyFreePort()
                .build();
        ChromeDriver driver = new ChromeDriver(service, options);
        driver.manage().window().setSize(new Dimension(WIDTH, HEIGHT));
        return new Browser(driver, base);
    }

    public void go(String path) {
        driver.get(base + path);
    }

    /** The path and the query of the page. */
    public String path() {
        return Objects.requireNonNull(driver.getCurrentUrl()).substring(base.length());
    }

    /** The visible text of the page. */
    public String text() {
        return element("body").getText();
    }

    /** The first element of a selector, awaited. */
    public WebElement element(String selector) {
        return await().atMost(PATIENCE)
                .pollInSameThread()
                .ignoreExceptions()
                .until(() -> driver.findElement(By.cssSelector(selector)), WebElement::isDisplayed);
    }

    public List<WebElement> elements(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    /** Waits until the page shows a text. */
    public void awaitText(String text) {
        await("the page shows: " + text)
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(BETWEEN_LOOKS)
                .pollInSameThread()
                .ignoreException(StaleElementReferenceException.class)
                .until(() -> text().contains(text));
    }

    /** Loads the page again and again until it shows a text. */
    public void awaitTextOf(String path, String text) {
        await(path + " shows: " + text)
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(BETWEEN_LOADS)
                .pollInSameThread()
                .until(() -> {
                    go(path);
                    return text().contains(text);
                });
    }

    /** Loads the page again and again until an element of it has a text. */
    public void awaitElementOf(String path, String selector, String text) {
        await(path + " has " + text + " in " + selector)
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(BETWEEN_LOADS)
                .pollInSameThread()
                .until(() -> {
                    go(path);
                    return element(selector).getText().equals(text);
                });
    }

    /** Presses keys where the focus is. */
    public void press(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    /** Goes on by the tabulator until an element of the selector has the focus, and presses the keys there. */
    public void type(String selector, CharSequence... keys) {
        var unused = element(selector);
        for (int press = 0; press < MOST_TABS; press++) {
            if (isFocused(selector)) {
                press(keys);
                return;
            }
            press(Keys.TAB);
        }
        throw new AssertionError("No way by the keyboard to " + selector + " on " + path());
    }

    private boolean isFocused(String selector) {
        return Boolean.TRUE.equals(driver.executeScript(
                "return document.activeElement !== null && document.activeElement.matches(arguments[0])", selector));
    }

    /** The value of a script of the test. */
    public @Nullable Object evaluate(String script) {
        return driver.executeScript(script);
    }

    /** Lets pages run scripts, or not. */
    public void runScripts(boolean run) {
        driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", !run));
    }

    /**
     * Pictures of the whole page, light and dark.
     *
     * @throws AssertionError if a phone would have to scroll the page to the side
     */
    public void picture(String name) {
        scheme("dark");
        save(name + "-dark.png", WIDTH);
        scheme("light");
        save(name + "-light.png", WIDTH);
        size(PHONE_WIDTH, HEIGHT);
        if (number("return document.documentElement.scrollWidth") > PHONE_WIDTH) {
            throw new AssertionError(path() + " is wider than a phone");
        }
        driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    }

    /** The same, and a picture at the width of a phone. */
    public void pictureWithPhone(String name) {
        picture(name);
        save(name + "-phone.png", PHONE_WIDTH);
        driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    }

    private void scheme(String scheme) {
        Map<String, Object> feature = Map.of("name", "prefers-color-scheme", "value", scheme);
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of(feature)));
    }

    private void save(String file, int width) {
        size(width, HEIGHT);
        size(width, Math.max(HEIGHT, Math.min(MOST_HEIGHT, number("return document.documentElement.scrollHeight"))));
        try {
            Files.createDirectories(PICTURES);
            Files.write(PICTURES.resolve(file), driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private void size(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width == PHONE_WIDTH));
    }

    private int number(String script) {
        return ((Number) Objects.requireNonNull(driver.executeScript(script))).intValue();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
