package dev.sudosafe.dryrun;

import dev.sudosafe.engine.Decision;
import dev.sudosafe.profile.Action;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/// Outcomes as JUnit's XML, which build servers show as tests: a suite for each file, a case for each object.
public final class JUnitReport {

    private static final int REPLACEMENT = 0xFFFD;

    private final XMLStreamWriter xml;

    private JUnitReport(XMLStreamWriter xml) {
        this.xml = xml;
    }

    public static String render(List<Outcome> outcomes) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            new JUnitReport(xml).write(outcomes);
            xml.flush();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return text + "\n";
    }

    private void write(List<Outcome> outcomes) throws XMLStreamException {
        Map<String, List<Outcome>> files = outcomes.stream()
                .collect(Collectors.groupingBy(
                        outcome -> outcome.origin().file(), LinkedHashMap::new, Collectors.toList()));
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeCharacters("\n");
        start("testsuites", outcomes);
        for (Map.Entry<String, List<Outcome>> file : files.entrySet()) {
            xml.writeCharacters("\n  ");
            start("testsuite", file.getValue());
            attribute("name", file.getKey());
            attribute("skipped", count(file.getValue(), Judgement.Skipped.class::isInstance));
            for (Outcome outcome : file.getValue()) {
                testcase(outcome);
            }
            xml.writeCharacters("\n  ");
            xml.writeEndElement();
        }
        xml.writeCharacters("\n");
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private void start(String element, List<Outcome> outcomes) throws XMLStreamException {
        xml.writeStartElement(element);
        attribute("tests", String.valueOf(outcomes.size()));
        attribute("failures", count(outcomes, Judgement::isDenied));
        attribute("errors", count(outcomes, Judgement.Unjudged.class::isInstance));
    }

    private static String count(List<Outcome> outcomes, Predicate<Judgement> which) {
        return String.valueOf(
                outcomes.stream().map(Outcome::judgement).filter(which).count());
    }

    private void testcase(Outcome outcome) throws XMLStreamException {
        xml.writeCharacters("\n    ");
        xml.writeStartElement("testcase");
        attribute("name", name(outcome.origin()));
        attribute("classname", outcome.origin().file());
        switch (outcome.judgement()) {
            case Judgement.Decided(PodInFile _, Decision.Admitted admitted) -> warnings(admitted.warnings());
            case Judgement.Skipped(String reason) -> element("skipped", reason);
            case Judgement.Unjudged(List<Problem> problems) ->
                complaint("error", problems.stream().map(Problem::toString).toList());
            case Judgement.Decided(PodInFile _, Decision.Denied denied) -> {
                complaint(
                        "failure",
                        outcome.judgement()
                                .findings(Action.Deny)
                                .map(placed -> line(outcome.origin().file(), placed))
                                .toList());
                warnings(denied.warnings());
            }
        }
        xml.writeEndElement();
    }

    /// With the line where there is no name.
    private static String name(Origin origin) {
        return origin.kind().isEmpty()
                ? "line " + origin.position().line()
                : origin.kind() + " " + (origin.namespace().isEmpty() ? "" : origin.namespace() + "/") + origin.name();
    }

    private static String line(String file, PlacedFinding placed) {
        return "%s:%s: %s".formatted(file, placed.position(), placed.finding().message());
    }

    /// Lines of one complaint, the first of which stands for all where there is little room.
    private void complaint(String element, List<String> lines) throws XMLStreamException {
        xml.writeStartElement(element);
        attribute("message", lines.getFirst());
        characters(String.join("\n", lines));
        xml.writeEndElement();
    }

    private void warnings(List<String> warnings) throws XMLStreamException {
        if (!warnings.isEmpty()) {
            element("system-out", String.join("\n", warnings));
        }
    }

    private void element(String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        characters(text);
        xml.writeEndElement();
    }

    private void attribute(String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, xmlText(value));
    }

    private void characters(String text) throws XMLStreamException {
        xml.writeCharacters(xmlText(text));
    }

    /// Without the characters that no XML can hold, not even escaped.
    private static String xmlText(String text) {
        return text.codePoints()
                .map(c -> isXml(c) ? c : REPLACEMENT)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isXml(int c) {
        return c == '\t' || c == '\n' || (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) || c >= 0x10000;
    }
}
