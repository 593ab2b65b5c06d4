// Sends the preview's code on before the page counts as loaded, so that the pane waits for the draft itself.
document.forms[0].submit();
