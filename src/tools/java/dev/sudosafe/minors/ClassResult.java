package dev.sudosafe.minors;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/// What became of the tests of one class.
///
/// @param name without its package
/// @param run those that ran to an end, good or bad
record ClassResult(String name, int run, int failed, List<Skip> skips) {

    /// @param test with the name of its class
    /// @param reason as the test gives it
    record Skip(String test, String reason) {}

    /// From the report that Maven writes.
    static ClassResult read(Path report) throws IOException {
        try {
            return of(DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(report.toFile())
                    .getDocumentElement());
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(report + ": " + e.getMessage(), e);
        }
    }

    private static ClassResult of(Element suite) {
        String type = suite.getAttribute("name");
        String name = type.substring(type.lastIndexOf('.') + 1);
        int failed = number(suite, "failures") + number(suite, "errors");
        int run = number(suite, "tests") - number(suite, "skipped");
        List<Skip> skips = elements(suite.getElementsByTagName("skipped"))
                .map(skipped -> skip(name, skipped))
                .toList();
        return new ClassResult(name, run, failed, skips);
    }

    private static Skip skip(String name, Element skipped) {
        String test = ((Element) skipped.getParentNode()).getAttribute("name");
        return new Skip(test.isEmpty() ? name : name + "." + test, skipped.getAttribute("message"));
    }

    private static Stream<Element> elements(NodeList list) {
        return IntStream.range(0, list.getLength()).mapToObj(index -> (Element) list.item(index));
    }

    private static int number(Element suite, String attribute) {
        return Integer.parseInt(suite.getAttribute(attribute));
    }
}
