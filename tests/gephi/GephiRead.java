import java.awt.Color;
import java.awt.Font;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import javax.imageio.ImageIO;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.gephi.graph.api.Column;
import org.gephi.graph.api.Edge;
import org.gephi.graph.api.Element;
import org.gephi.graph.api.Graph;
import org.gephi.graph.api.GraphController;
import org.gephi.graph.api.GraphModel;
import org.gephi.graph.api.GraphView;
import org.gephi.graph.api.Interval;
import org.gephi.graph.api.Node;
import org.gephi.graph.api.types.IntervalSet;
import org.gephi.io.exporter.api.ExportController;
import org.gephi.io.exporter.preview.PDFExporter;
import org.gephi.io.importer.api.Container;
import org.gephi.io.importer.api.ImportController;
import org.gephi.io.importer.api.Issue;
import org.gephi.io.importer.api.Report;
import org.gephi.io.processor.plugin.DefaultProcessor;
import org.gephi.preview.api.PreviewController;
import org.gephi.preview.api.PreviewModel;
import org.gephi.preview.api.PreviewProperty;
import org.gephi.preview.types.DependantColor;
import org.gephi.preview.types.DependantOriginalColor;
import org.gephi.preview.types.EdgeColor;
import org.gephi.project.api.ProjectController;
import org.gephi.project.api.Workspace;
import org.openide.util.Lookup;

/**
 * Reads GraphML and GEXF files with Gephi's own importers, as a person gets them who opens the file in Gephi.
 *
 * <p>{@code read FILE...} prints one JSON object per file: issues that Gephi reports, and every node and edge with the
 * values that Gephi holds. {@code draw FILE OUT.png LABELS WIDTH [YEAR]} draws the file at the positions that stand in
 * it, with the labels of the LABELS largest nodes; with a year only what has no dates or is alive in it.
 */
public final class GephiRead {
    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().serializeSpecialFloatingPointValues()
        .create();

    private GephiRead() {
    }

    public static void main(String[] args) throws Exception {
        LogManager.getLogManager().reset();
        Logger.getLogger("").setLevel(Level.OFF);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        if (args[0].equals("read")) {
            for (int i = 1; i < args.length; i++) {
                out.println(GSON.toJson(read(args[i])));
            }
        } else {
            draw(args);
        }
        System.exit(0);
    }

    private static GraphModel open(String name, Map<String, Object> told) throws Exception {
        ProjectController projects = Lookup.getDefault().lookup(ProjectController.class);
        projects.newProject();
        Workspace workspace = projects.getCurrentWorkspace();
        ImportController imports = Lookup.getDefault().lookup(ImportController.class);
        Container container = imports.importFile(new File(name));
        container.verify();
        DefaultProcessor processor = new DefaultProcessor();
        imports.process(container, processor, workspace);
        List<String> issues = new ArrayList<>();
        collect(container.getReport(), issues);
        if (processor.getReport() != container.getReport()) {
            collect(processor.getReport(), issues);
        }
        told.put("issues", issues);
        return Lookup.getDefault().lookup(GraphController.class).getGraphModel(workspace);
    }

    private static void collect(Report report, List<String> issues) {
        report.close();
        for (Iterator<Issue> it = report.getIssues(Integer.MAX_VALUE); it.hasNext();) {
            Issue issue = it.next();
            issues.add(issue.getLevel() + ": " + issue.getMessage());
        }
    }

    private static Map<String, Object> read(String name) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("file", name);
        try {
            GraphModel model = open(name, told);
            Graph graph = model.getGraph();
            Map<String, Object> nodes = new LinkedHashMap<>();
            for (Node node : graph.getNodes().toArray()) {
                nodes.put(String.valueOf(node.getId()), node(node, model));
            }
            Map<String, Object> edges = new LinkedHashMap<>();
            for (Edge edge : graph.getEdges().toArray()) {
                edges.put(String.valueOf(edge.getId()), edge(edge, model));
            }
            told.put("dynamic", model.isDynamic());
            Interval bounds = model.isDynamic() ? model.getTimeBounds() : null;
            told.put("first", bounds == null ? null : moment(bounds.getLow(), model));
            told.put("last", bounds == null ? null : moment(bounds.getHigh(), model));
            told.put("nodes", nodes);
            told.put("edges", edges);
            told.put("node_columns", columns(model.getNodeTable().toArray()));
            told.put("edge_columns", columns(model.getEdgeTable().toArray()));
        } catch (Exception wrong) {
            told.put("unreadable", String.valueOf(wrong));
        } finally {
            Lookup.getDefault().lookup(ProjectController.class).closeCurrentProject();
        }
        return told;
    }

    private static Map<String, String> columns(Column[] columns) {
        Map<String, String> found = new LinkedHashMap<>();
        for (Column column : columns) {
            if (!column.isProperty()) {
                found.put(column.getTitle(), column.getTypeClass().getSimpleName());
            }
        }
        return found;
    }

    private static Map<String, Object> node(Node node, GraphModel model) {
        Map<String, Object> m = element(node, model);
        m.put("x", node.x());
        m.put("y", node.y());
        m.put("size", node.size());
        return m;
    }

    private static Map<String, Object> edge(Edge edge, GraphModel model) {
        Map<String, Object> m = element(edge, model);
        m.put("source", edge.getSource().getId());
        m.put("target", edge.getTarget().getId());
        m.put("directed", edge.isDirected());
        m.put("kind", edge.getTypeLabel());
        m.put("weight", edge.getWeight());
        return m;
    }

    private static Map<String, Object> element(Element element, GraphModel model) {
        Map<String, Object> m = new LinkedHashMap<>();
        m.put("label", element.getLabel());
        Object colour = element instanceof Node ? ((Node) element).getRGBA() : ((Edge) element).getRGBA();
        m.put("colour", String.format("#%06X", (Integer) colour & 0xffffff));
        List<List<String>> spells = new ArrayList<>();
        Object times = element.getAttribute("timeset");
        if (times instanceof IntervalSet) {
            for (Interval interval : ((IntervalSet) times).toArray()) {
                List<String> spell = new ArrayList<>();
                spell.add(moment(interval.getLow(), model));
                spell.add(moment(interval.getHigh(), model));
                spells.add(spell);
            }
        }
        m.put("spells", spells);
        Map<String, Object> values = new LinkedHashMap<>();
        for (Column column : element.getTable().toArray()) {
            Object value = column.isProperty() ? null : element.getAttribute(column);
            if (value != null) {
                values.put(column.getTitle(), value);
            }
        }
        m.put("values", values);
        return m;
    }

    private static String moment(double at, GraphModel model) {
        return Double.isInfinite(at) ? null
            : org.gephi.graph.api.AttributeUtils.printTimestampInFormat(at, model.getTimeFormat(), model.getTimeZone());
    }

    private static void draw(String[] args) throws Exception {
        int labels = Integer.parseInt(args[3]);
        int width = Integer.parseInt(args[4]);
        Map<String, Object> told = new LinkedHashMap<>();
        GraphModel model = open(args[1], told);
        Graph graph = model.getGraph();
        if (args.length > 5) {
            onlyAlive(model, graph, Integer.parseInt(args[5]));
            graph = model.getGraphVisible();
        }
        float low = Float.MAX_VALUE;
        float high = -Float.MAX_VALUE;
        List<Node> bySize = new ArrayList<>();
        for (Node node : graph.getNodes().toArray()) {
            low = Math.min(low, Math.min(node.x(), node.y()));
            high = Math.max(high, Math.max(node.x(), node.y()));
            bySize.add(node);
        }
        bySize.sort((a, b) -> a.size() == b.size() ? String.valueOf(a.getId()).compareTo(String.valueOf(b.getId()))
            : Float.compare(b.size(), a.size()));
        int font = Math.max(6, Math.round((high - low) * 17 / width));
        label(bySize, labels, font);
        Workspace workspace = Lookup.getDefault().lookup(ProjectController.class).getCurrentWorkspace();
        PreviewController controller = Lookup.getDefault().lookup(PreviewController.class);
        PreviewModel preview = controller.getModel(workspace);
        preview.getProperties().putValue(PreviewProperty.SHOW_NODE_LABELS, true);
        preview.getProperties().putValue(PreviewProperty.NODE_LABEL_PROPORTIONAL_SIZE, false);
        preview.getProperties().putValue(PreviewProperty.NODE_LABEL_FONT, new Font(Font.SANS_SERIF, Font.BOLD, font));
        preview.getProperties().putValue(PreviewProperty.NODE_LABEL_COLOR, new DependantOriginalColor(Color.BLACK));
        preview.getProperties().putValue(PreviewProperty.NODE_LABEL_OUTLINE_SIZE, font / 6f);
        preview.getProperties().putValue(PreviewProperty.NODE_LABEL_OUTLINE_COLOR, new DependantColor(Color.WHITE));
        preview.getProperties().putValue(PreviewProperty.NODE_LABEL_OUTLINE_OPACITY, 85f);
        preview.getProperties().putValue(PreviewProperty.EDGE_COLOR, new EdgeColor(EdgeColor.Mode.ORIGINAL));
        preview.getProperties().putValue(PreviewProperty.EDGE_CURVED, false);
        preview.getProperties().putValue(PreviewProperty.EDGE_OPACITY, 55f);
        preview.getProperties().putValue(PreviewProperty.EDGE_THICKNESS, Math.max(1f, (high - low) * 1.2f / width));
        controller.refreshPreview(workspace);
        // Gephi's own PNG exporter asks for a screen, so its PDF is drawn into a picture instead.
        ExportController exports = Lookup.getDefault().lookup(ExportController.class);
        PDFExporter pdf = (PDFExporter) exports.getExporter("pdf");
        pdf.setWorkspace(workspace);
        pdf.setPageSize(new PDRectangle(1000, 1000));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        exports.exportStream(bytes, pdf);
        try (PDDocument document = PDDocument.load(bytes.toByteArray())) {
            float side = document.getPage(0).getCropBox().getWidth();
            ImageIO.write(cut(new PDFRenderer(document).renderImage(0, width / side)), "png", new File(args[2]));
        }
    }

    /** Keeps the labels of the largest nodes, each only where it covers none of a larger node; shortens long ones. */
    private static void label(List<Node> bySize, int most, int font) {
        List<float[]> taken = new ArrayList<>();
        for (Node node : bySize) {
            String text = node.getLabel() == null ? "" : node.getLabel();
            if (text.codePointCount(0, text.length()) > 30) {
                text = text.substring(0, text.offsetByCodePoints(0, 28)).trim() + "\u2026";
            }
            float half = text.length() * font * 0.28f;
            float[] box = {node.x() - half, node.x() + half, node.y() - font * 0.7f, node.y() + font * 0.7f};
            boolean free = taken.size() < most;
            for (float[] other : taken) {
                free &= box[1] < other[0] || box[0] > other[1] || box[3] < other[2] || box[2] > other[3];
            }
            node.setLabel(free ? text : "");
            if (free) {
                taken.add(box);
            }
        }
    }

    /** A colour to the nearest of 18 steps in each channel: hardly to be seen, and a much smaller file. */
    private static int coarse(int colour) {
        int found = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            found = found << 8 | Math.round((colour >> shift & 255) / 15f) * 15;
        }
        return found;
    }

    /** The picture without the white around it. */
    private static BufferedImage cut(BufferedImage picture) {
        int left = picture.getWidth();
        int top = picture.getHeight();
        int right = 0;
        int bottom = 0;
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                if ((picture.getRGB(x, y) & 0xffffff) != 0xffffff) {
                    left = Math.min(left, x);
                    right = Math.max(right, x);
                    top = Math.min(top, y);
                    bottom = Math.max(bottom, y);
                }
            }
        }
        left = Math.max(0, left - 10);
        top = Math.max(0, top - 10);
        int wide = Math.min(picture.getWidth(), right + 10) - left;
        int high = Math.min(picture.getHeight(), bottom + 10) - top;
        BufferedImage part = new BufferedImage(wide, high, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < high; y++) {
            for (int x = 0; x < wide; x++) {
                part.setRGB(x, y, coarse(picture.getRGB(left + x, top + y)));
            }
        }
        return part;
    }

    /** Shows what the timeline shows in that year: edges without dates or alive in it, and nodes that they join. */
    private static void onlyAlive(GraphModel model, Graph graph, int year) {
        double from = org.gephi.graph.api.AttributeUtils.parseDateTime(year + "-01-01");
        double to = org.gephi.graph.api.AttributeUtils.parseDateTime(year + "-12-31");
        GraphView view = model.createView();
        Graph shown = model.getGraph(view);
        for (Edge edge : graph.getEdges().toArray()) {
            Object times = edge.getAttribute("timeset");
            boolean alive = !(times instanceof IntervalSet) || ((IntervalSet) times).isEmpty();
            if (!alive) {
                for (Interval interval : ((IntervalSet) times).toArray()) {
                    alive |= interval.getLow() <= to && interval.getHigh() >= from;
                }
            }
            if (alive) {
                shown.addNode(edge.getSource());
                shown.addNode(edge.getTarget());
                shown.addEdge(edge);
            }
        }
        model.setVisibleView(view);
    }
}
