// Puts the report together.

startFilters();
startNetwork();
startMap();
startTimeline();
startTables();
startPanel();
applyFilter();
document.documentElement.dataset.ready = "yes";
