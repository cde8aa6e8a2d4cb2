// Tells the styles that scripts run, before the page is painted.
document.documentElement.classList.add("js");
