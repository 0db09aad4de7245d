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

/** Chromium without a window, the system's own: nothing is downloaded. Pictures go to {@code target/console}. */
public final class Browser implements AutoCloseable {
    /** Set to {@code required} where a browser must be there, so that no browser test is skipped in silence. */
    private static final String BROWSER_TESTS = "BROWSER_TESTS";

    private static final File CHROMIUM = new File("/usr/bin/chromium");
    private static final File DRIVER = new File("/usr/bin/chromedriver");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Path PICTURES = Path.of("target", "console");
    private static final int MOST_TABS = 200;
    private static final int WIDTH = 1_360;
    private static final int HEIGHT = 900;

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
                "--disable-dev-shm-usage",
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
                .pollInSameThread()
                .ignoreException(StaleElementReferenceException.class)
                .until(() -> text().contains(text));
    }

    /** Loads the page again and again until it shows a text. */
    public void awaitTextOf(String path, String text) {
        await(path + " shows: " + text).atMost(PATIENCE).pollInSameThread().until(() -> {
            go(path);
            return text().contains(text);
        });
    }

    /** Presses keys where the focus is. */
    public void press(CharSequence... keys) {
        driver.switchTo().activeElement().sendKeys(keys);
    }

    /** Goes on by the tabulator until an element of the selector has the focus, and presses the keys there. */
    public void type(String selector, CharSequence... keys) {
        var unused = element(selector);
        for (int press = 0; press < MOST_TABS; press++) {
            try {
                if (isFocused(selector)) {
                    press(keys);
                    return;
                }
                press(Keys.TAB);
            } catch (StaleElementReferenceException renewed) {
                // news have come; the focus is where it was
            }
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

    /** Pictures of the whole page, light, dark and at the width of a phone. */
    public void picture(String name) {
        media("light");
        save(name + "-light.png", WIDTH);
        media("dark");
        save(name + "-dark.png", WIDTH);
        media("light");
        save(name + "-phone.png", 390);
        driver.manage().window().setSize(new Dimension(WIDTH, HEIGHT));
    }

    private void media(String scheme) {
        Map<String, Object> feature = Map.of("name", "prefers-color-scheme", "value", scheme);
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of(feature)));
    }

    private void save(String file, int width) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", HEIGHT, "deviceScaleFactor", 1, "mobile", width < WIDTH));
        Number height =
                (Number) Objects.requireNonNull(driver.executeScript("return document.documentElement.scrollHeight"));
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of(
                        "width",
                        width,
                        "height",
                        Math.max(HEIGHT, Math.min(2_400, height.intValue())),
                        "deviceScaleFactor",
                        1,
                        "mobile",
                        width < WIDTH));
        try {
            Files.createDirectories(PICTURES);
            Files.write(PICTURES.resolve(file), driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    }

    @Override
    public void close() {
        driver.quit();
    }
}
